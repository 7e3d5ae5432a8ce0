// The Workflow module.
