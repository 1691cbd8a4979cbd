"""Everything that comes in: from the website, by phone, on paper, in files."""
