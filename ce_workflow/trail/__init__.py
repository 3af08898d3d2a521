"""What happened: the bytes of an event, the chain that binds them, and the proof that both hold."""
