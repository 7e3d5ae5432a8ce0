import ArgumentParser
import Workflow

struct XeroCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xero",
    abstract: "Connect to Xero and link clients to contacts.",
    discussion: """
      You use an app of your own at developer.xero.com ("Mobile or desktop app");
      it is free. Give it the redirect addresses http://localhost:8799/callback,
      http://localhost:8797/callback and http://localhost:8795/callback.

        daybook xero login --client-id YOUR-APPS-CLIENT-ID
        daybook xero sync
        daybook xero link acme --organisation 'Mine Ltd' --contact 'Acme Pty Ltd'
      """,
    subcommands: [
      XeroLoginCommand.self, XeroLogoutCommand.self, XeroStatusCommand.self,
      XeroOrganisationsCommand.self, XeroSyncCommand.self, XeroLinkCommand.self,
      XeroReconcileCommand.self,
    ])
}

struct XeroLoginCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login",
    abstract: "Sign in to Xero in your browser.",
    discussion: """
      It prints the address to open, opens it with $BROWSER or xdg-open, and waits
      for Xero's answer on this machine. The tokens are kept in a file that only
      you can read.

        daybook xero login --client-id 0A1B2C3D4E5F60718293A4B5C6D7E8F9
      """)

  @Option(
    help: ArgumentHelp(
      "Your app's client id; DAYBOOK_XERO_CLIENT_ID without.", valueName: "ID"))
  var clientID: String?
  @Option(help: ArgumentHelp("Listen on this port for the answer.", valueName: "P"))
  var port: Int?
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let account = try common.account()
    let names = try await account.signIn(clientID: clientID, port: port) { address in
      writeToStandardError("Sign in at this address:\n\n  \(address)\n\n")
      openBrowser(address)
      writeToStandardError("Waiting; open this address yourself if no browser comes up.\n")
    }
    Printer().line(
      neutralised("Signed in. Organisations: \(names.joined(separator: ", "))."))
  }
}

struct XeroLogoutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout",
    abstract: "Sign out: Xero forgets this app's access, and the tokens are erased.",
    discussion: """
      All organisations are disconnected from your app.

        daybook xero logout --yes
      """)

  @Flag(help: "Do it without asking.") var yes = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let account = try common.account()
    try confirm(
      "Sign out of Xero and disconnect all its organisations from your app?", yes: yes)
    try await account.signOut()
    Printer().line("Signed out.")
  }
}

struct XeroStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say whether you are signed in, and which clients are linked.",
    discussion: """
        daybook xero status
      """)

  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let status = try common.account().status(clients: home.settings.clients)
    let printer = Printer()
    if json {
      printer.json(
        .object([
          ("schema", .int(1)), ("signed_in", .bool(status.isSignedIn)),
          ("environment", .string(status.environment)),
          (
            "clients",
            .array(
              status.links.map { link in
                .object([
                  ("client", .string(link.client)), ("organisation", .optional(link.organisation)),
                  ("contact", .optional(link.contact)),
                ])
              })
          ),
        ]))
      return
    }
    printer.line(
      status.isSignedIn
        ? "Signed in (\(status.environment))."
        : "Not signed in (\(status.environment)). Run \"daybook xero login\".")
    var table = Table([
      .init(title: "client"), .init(title: "organisation", flexible: true),
      .init(title: "contact", flexible: true),
    ])
    for link in status.links {
      table.add([link.client, link.organisation ?? "not linked", link.contact ?? ""])
    }
    printer.table(table)
  }
}

struct XeroOrganisationsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "organisations",
    abstract: "List the organisations that are connected.",
    discussion: """
        daybook xero organisations
      """)

  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let organisations = try await common.account().organisations()
    let printer = Printer()
    if json {
      printer.json(
        .list(
          "organisations",
          organisations.map {
            .object([("tenant", .string($0.tenant)), ("name", .string($0.name))])
          }))
      return
    }
    var table = Table([.init(title: "organisation", flexible: true), .init(title: "tenant")])
    for organisation in organisations { table.add([organisation.name, organisation.tenant]) }
    printer.table(table)
  }
}

struct XeroSyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Fetch organisations, contacts, accounts and tax rates.",
    discussion: """
      Previews and tax predictions are made from this copy.

        daybook xero sync
      """)

  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let copies = try await common.account().sync()
    let printer = Printer()
    if json {
      printer.json(
        .list(
          "organisations",
          copies.map {
            .object([
              ("tenant", .string($0.tenant)), ("name", .string($0.name)),
              ("currency", .string($0.baseCurrency)),
              ("contacts", .int(Int64($0.contacts.count))),
              ("accounts", .int(Int64($0.accounts.count))),
              ("tax_rates", .int(Int64($0.taxRates.count))),
            ])
          }))
      return
    }
    for copy in copies {
      printer.line(
        neutralised(
          "\(copy.name) (\(copy.baseCurrency)): "
            + Texts.count(copy.contacts.count, "contact", "contacts") + ", "
            + Texts.count(copy.accounts.count, "account", "accounts") + ", "
            + Texts.count(copy.taxRates.count, "tax rate", "tax rates")))
    }
  }
}

struct XeroLinkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Link a client to a contact of an organisation.",
    discussion: """
      Only ids are kept, so that a renamed contact stays the one you meant.
      Without --contact it lists whom it could be.

        daybook xero link acme --organisation 'Mine Ltd' --contact 'Acme Pty Ltd'
      """)

  @Argument(help: ArgumentHelp("The client's key.", valueName: "CLIENT")) var client: String
  @Option(help: ArgumentHelp("By its name or tenant id.", valueName: "NAME-OR-ID"))
  var organisation: String?
  @Option(help: ArgumentHelp("By its name or id.", valueName: "NAME-OR-ID"))
  var contact: String?
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let link = try home.link(
      client, organisation: organisation, contact: contact, dryRun: change.dryRun)
    let printer = Printer()
    if json {
      printer.json(
        .list(
          "clients",
          [
            .object([
              ("client", .string(link.client)), ("organisation", .string(link.organisation)),
              ("tenant", .string(link.tenant)), ("contact", .string(link.contactName)),
              ("contact_id", .string(link.contact)),
            ])
          ]))
      return
    }
    printer.line(
      neutralised(
        "\(change.dryRun ? "Would link" : "Linked") \(link.client) to \(link.contactName), "
          + "\(link.organisation)."))
  }
}
