"""Probes: what a person sees and does in the windows of part B; tests hold no widget names."""
