// The ActivityLog module.
