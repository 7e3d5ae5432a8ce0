import Workflow

/// The page behind `i`: the only place where raw titles show.
enum EvidencePage {
  static func lines(_ evidence: [EntryEvidence]) -> [Page.Line] {
    evidence.flatMap(\.windows).map { window in
      let length = Words.length(window.seconds)
      let absorbed = window.absorbed ? ", counted to the work around it" : ""
      switch window.name {
      case .window(let app, let title):
        return Page.Line(
          "\(app)  \(title)\(absorbed)", lead: length, window.absorbed ? .dim : .plain)
      case .nothing: return Page.Line("no window\(absorbed)", lead: length, .dim)
      case .private: return Page.Line("private", lead: length, .dim)
      case .gone: return Page.Line("no longer recorded, or entered by hand", lead: length, .dim)
      }
    }
  }
}
