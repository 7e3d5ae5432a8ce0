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
      XeroOrganisationsCommand.self, XeroDoctorCommand.self, XeroSyncCommand.self,
      XeroLinkCommand.self, XeroDriftCommand.self, XeroReconcileCommand.self,
    ])
}
