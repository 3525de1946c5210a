"""The open interface: programmes as JSON for other programs, CommonGrants, and who may ask."""
