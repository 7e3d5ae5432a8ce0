// The Books module.
