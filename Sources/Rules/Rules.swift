// The Rules module.
