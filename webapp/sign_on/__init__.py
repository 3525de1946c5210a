"""Sign-on by a service of the municipality or the Kreis, with OpenID Connect."""
