"""The judge: which programmes may this Vorhaben apply to, how well do they fit, and why."""
