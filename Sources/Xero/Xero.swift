// The Xero module.
