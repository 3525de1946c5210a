"""Notes about programmes, for oneself, the own municipality or everybody."""
