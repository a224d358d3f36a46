"""WHEN: decides what happens at which moment. Pure; see `step` for the theory of operation."""
