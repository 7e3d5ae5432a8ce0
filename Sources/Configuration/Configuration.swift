// The Configuration module.
