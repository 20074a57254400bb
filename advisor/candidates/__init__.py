"""Every option that could serve the requirements, by the three routes, with its estimates and failed gates."""
