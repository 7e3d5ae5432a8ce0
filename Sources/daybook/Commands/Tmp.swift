import ArgumentParser
struct InvoicePushCommand: ParsableCommand {}
struct XeroCommand: ParsableCommand {}
