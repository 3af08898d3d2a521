"""What is asked of us: read only."""
