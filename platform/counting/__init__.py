"""How often articles are read, by the rules of COUNTER, without knowing who reads them."""
