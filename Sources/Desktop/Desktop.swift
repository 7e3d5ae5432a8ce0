// The Desktop module.
