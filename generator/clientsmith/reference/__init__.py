"""The reference of an API: what its pages say, in HTTP and in each language, as plain data."""
