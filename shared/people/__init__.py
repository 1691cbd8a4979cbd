"""People and offenders: how they are reached, named, compared and joined."""
