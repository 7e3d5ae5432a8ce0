import ArgumentParser
import Foundation
import Workflow

struct XeroLoginCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login",
    abstract: "Sign in to Xero in your browser.",
    discussion: """
      It prints the address to open, opens it with $BROWSER or xdg-open, and waits
      for Xero's answer on this machine. Where the browser is elsewhere, as over
      ssh, --paste takes the address that it ended at. The tokens go into your
      desktop's keyring, else into a file that only you can read.

        daybook xero login --client-id 0A1B2C3D4E5F60718293A4B5C6D7E8F9
        daybook xero login --add-scopes accounting.contacts
      """)

  @Option(
    help: ArgumentHelp(
      "Your app's client id; DAYBOOK_XERO_CLIENT_ID without.", valueName: "ID"))
  var clientID: String?
  @Option(
    help: ArgumentHelp(
      "Ask for these scopes instead of the usual ones; DAYBOOK_XERO_SCOPES without.",
      valueName: "SCOPES"))
  var scopes: String?
  @Option(
    help: ArgumentHelp(
      "Ask for these too, such as accounting.attachments.", valueName: "SCOPES"))
  var addScopes: String?
  @Option(help: ArgumentHelp("Listen on this port for the answer.", valueName: "P"))
  var port: Int?
  @Flag(help: "Read the address that the browser ended at; listen on no port.") var paste = false
  @Flag(inversion: .prefixedNo, help: "Keep the tokens in the keyring, where there is one.")
  var keyring = true
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let account = try common.account()
    let wishes = XeroAccount.SignInWishes(
      clientID: clientID, scopes: scopes, addedScopes: addScopes, port: port,
      paste: paste ? { @Sendable in readHidden() } : nil, keyring: keyring)
    let isPasted = paste
    let report = try await account.signIn(
      wishes, open: { @Sendable address in tell(address, isPasted: isPasted) },
      say: { @Sendable sentence in writeToStandardError(neutralised(sentence) + "\n") })
    for warning in report.warnings { writeToStandardError(neutralised(warning) + "\n") }
    if json {
      Printer().json(
        .object([
          ("schema", .int(1)), ("user", .string(report.user)),
          ("organisations", .strings(report.organisations)),
          ("tokens", .string(report.place.rawValue)), ("warnings", .strings(report.warnings)),
        ]))
      return
    }
    let who = report.user.isEmpty ? "" : " as \(report.user)"
    Printer().line(
      neutralised(
        "Signed in\(who). Organisations: \(report.organisations.joined(separator: ", "))."))
  }
}

@Sendable private func tell(_ address: String, isPasted: Bool) {
  writeToStandardError("Sign in at this address:\n\n  \(address)\n\n")
  if isPasted {
    writeToStandardError(
      "The browser will end at an address that it can't open. Paste it here, it is not shown, "
        + "and press Enter:\n")
    return
  }
  openBrowser(address)
  writeToStandardError(
    "Waiting; open this address yourself if no browser comes up. Is your browser on another "
      + "machine? Press Ctrl-C and use --paste.\n")
}

/// A line from standard input that a terminal does not show: it holds a code.
private func readHidden() -> String? {
  var before = termios()
  guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &before) == 0 else {
    return readLine()
  }
  var silent = before
  silent.c_lflag &= ~tcflag_t(ECHO)
  tcsetattr(STDIN_FILENO, TCSANOW, &silent)
  defer { tcsetattr(STDIN_FILENO, TCSANOW, &before) }
  return readLine()
}

struct XeroLogoutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout",
    abstract: "Sign out: Xero forgets this app's access, and the tokens are erased.",
    discussion: """
      All organisations are disconnected from your app. While Xero can't be asked
      the tokens stay, so that you can try again; --offline erases them here.

        daybook xero logout --yes
      """)

  @Flag(help: "Sign everybody out, not the latest sign-in alone.") var all = false
  @Flag(help: "Erase the tokens here without telling Xero.") var offline = false
  @Flag(help: "Do it without asking.") var yes = false
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let account = try common.account()
    let leaving = try account.signedIn(all: all)
    let names = leaving.map { $0.userName.isEmpty ? $0.key.userID : $0.userName }
      .joined(separator: ", ")
    try confirm(
      offline
        ? "Erase the tokens of \(names) here? Your app stays connected at Xero."
        : "Sign \(names) out of Xero and disconnect all organisations from your app?", yes: yes)
    try await account.signOut(leaving, revokes: !offline)
    if json {
      Printer().json(
        .object([
          ("schema", .int(1)), ("signed_out", .strings(leaving.map(\.userName))),
          ("revoked", .bool(!offline)),
        ]))
      return
    }
    Printer().line(offline ? "The tokens are erased here." : "Signed out.")
  }
}
