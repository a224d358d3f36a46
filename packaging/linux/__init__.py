"""What only Linux packages need."""
