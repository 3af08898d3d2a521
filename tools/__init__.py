"""What the Makefile runs beside the application."""
