"""WHAT: exercises, routines, poses and the choice of what suits this person now. Pure."""
