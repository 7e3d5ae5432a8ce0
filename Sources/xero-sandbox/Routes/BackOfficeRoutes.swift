extension Sandbox {
  func backOffice(_ request: Request) async -> Reply {
    Reply(200, body: Array(Help.backOffice.utf8))
  }
}
