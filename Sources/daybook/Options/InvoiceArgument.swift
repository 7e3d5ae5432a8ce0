import ArgumentParser

/// `INVOICE`, where there must be one.
struct InvoiceArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Its number, or the begin of its id.", valueName: "INVOICE"),
    completion: .invoice)
  var name: String
}
