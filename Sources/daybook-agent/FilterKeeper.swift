import Activity
import CLinux
import Control
import Desktop
import Glibc
import Rules

/// Holds the compiled filter against the files that it was made from. Fails closed: as long as
/// rules exist and no filter is known to hold them, no window's title is stored, and nothing that
/// the last filter excluded.
final class FilterKeeper {
  private enum State {
    /// No rule files: nothing to hide.
    case open
    case filtering(Censor)
    /// Rules that we can't follow; those that we could follow last, where there were any.
    case closed(Censor?)
  }

  /// For the loop to poll; -1 where it can't be had.
  var fileDescriptor: Int32 { watch.fileDescriptor }
  /// From the filter, in milliseconds; nil where none says.
  private(set) var idle: Int64?
  /// Whether working directories are wanted.
  private(set) var recordsDirectory = true
  /// Whether an icon is wanted in the panel.
  private(set) var showsTray = true
  /// When a working day begins: seconds from midnight by the local clock.
  private(set) var dayStart: Int64 = CompiledFilter.standardDayStart
  /// For `status`.
  var standing: AgentStatus.Filter {
    switch state {
    case .open: .open
    case .filtering: .valid
    case .closed: .closed
    }
  }
  /// The rules can't be followed, and nothing is under way that may change that.
  var isClosedForGood: Bool {
    if case .closed = state { !compiler.isRunning } else { false }
  }
  private let places: Places
  private let journal: Journal
  private var state = State.closed(nil)
  private var watch = SourceWatch()
  private var compiler: Compiler
  /// What the compiler was run on last, as long as no filter came of it that agrees.
  private var tried: RuleSources?
  /// Why the last try gave no filter; nil while one runs, and where none was needed.
  private var failure: String?
  /// What was said last.
  private var reason = ""

  init(_ places: Places, _ journal: Journal) {
    self.places = places
    self.journal = journal
    compiler = Compiler()
    check()
  }

  /// The rules that act: while they can't be followed, those of before.
  private var censor: Censor? {
    switch state {
    case .open: nil
    case .filtering(let censor): censor
    case .closed(let former): former
    }
  }

  /// What may be stored of `observed`: titles seen whole by the rules, then cut.
  func subject(of observed: ObservedWindow, presence: Presence, at time: Instant, zone: Zone)
    -> Subject
  {
    var window = observed.window
    if let censor {
      // Rules can't judge what was not read.
      if observed.titleIsIncomplete, censor.looksAtTitles { window.title = "" }
      let subject = censor.censor(.window(window), presence: presence, at: time, zone: zone)
      guard case .window(let rest) = subject else { return subject }
      window = rest
    }
    if case .closed = state { (window.title, window.url, window.directory) = ("", "", "") }
    return .window(window.cut)
  }

  /// When the rules may think otherwise of a window that stays as it is; nil where none looks at
  /// the clock.
  func nextEdge(after instant: Instant, in zone: Zone) -> Instant? {
    censor?.nextEdge(after: instant, in: zone)
  }

  /// Whether the rules may think otherwise of it when somebody comes or goes.
  var asksForPresence: Bool { censor?.asksForPresence ?? false }

  /// Makes of a span that was recorded under earlier rules, or as another presence, what the rules
  /// leave of it: cut where one begins or ends to act, as `daybook forget --excluded` cuts it.
  func recensor() -> (Span) -> [Span] {
    guard let censor else { return { [$0] } }
    return Classifier(censor.rules).censor
  }

  /// Something changed where we watch. True when what may be stored has changed.
  func filesChanged() -> Bool {
    guard watch.takeChanges() else { return false }
    check()
    return true
  }

  /// The compiler has ended: to be called at SIGCHLD. True when it was ours.
  func childEnded() -> Bool {
    guard let succeeded = compiler.collect() else { return false }
    if !succeeded { failure = "'daybook rules compile' failed" }
    check()
    return true
  }

  // MARK: - Looking

  private func check() {
    watch.watch(places)
    let files = RuleSources(places)
    let filter = Self.load(places.filter)
    if let filter {
      idle = filter.idleSeconds * 1000
      recordsDirectory = filter.recordsDirectory
      showsTray = filter.showsTray
      dayStart = filter.dayStart
    }
    guard !files.rules.isEmpty || files.isUnreadable else {
      state = .open
      reason = ""
      if files.agree(with: filter) { tried = nil } else { compileIfConfigured(files) }
      return
    }
    guard !files.isUnreadable, let filter, files.rulesAgree(with: filter) else {
      state = .closed(filter.map { Censor($0.rules) } ?? censor)
      compile(files)
      sayWhyClosed()
      return
    }
    state = .filtering(Censor(filter.rules))
    reason = ""
    if files.agree(with: filter) { tried = nil } else { compile(files) }
  }

  /// Once for each state of the files: a compiler that fails, or one of another version, must not
  /// be run over and over.
  private func compile(_ files: RuleSources) {
    guard tried != files, !compiler.isRunning else { return }
    tried = files
    reason = ""
    failure = compiler.start() ? nil : "'daybook rules compile' can't be started"
  }

  /// Without rules the filter carries the idle threshold alone.
  private func compileIfConfigured(_ files: RuleSources) {
    guard files.config != nil else {
      idle = nil
      recordsDirectory = true
      showsTray = true
      dayStart = CompiledFilter.standardDayStart
      return
    }
    compile(files)
  }

  /// All rules with their names, read anew: for a look at the tray's menu.
  func wholeRules() -> RuleSet? { Self.load(places.filter, .everything)?.rules }

  private static func load(
    _ path: String, _ part: CompiledFilter.Part = .censoring
  ) -> CompiledFilter? {
    guard let bytes = SmallFile.read(path, limit: CompiledFilter.largest) else { return nil }
    return try? CompiledFilter(decoding: bytes, engine: .interpreter, part: part)
  }

  /// New rules are compiled in a moment, at a first start too: only what fails is a trouble.
  private func sayWhyClosed() {
    guard !compiler.isRunning else {
      return journal.note(
        "compiling the rules in \(places.rules); until that is done no title is stored.")
    }
    let what = failure ?? "the compiled filter does not agree with the rules in \(places.rules)"
    guard reason != what else { return }
    reason = what
    journal.complain(
      "\(what): until the rules are compiled no title is stored. Run 'daybook rules check' to see "
        + "why.")
  }
}

/// The files that a filter is made from, as they are now.
struct RuleSources: Equatable {
  var rules: [CompiledFilter.Source] = []
  var config: CompiledFilter.Source?
  var clients: CompiledFilter.Source?
  /// There are rules that can't be read.
  var isUnreadable = false

  init(_ places: Places) {
    config = Self.source("config.yaml", in: places.config)
    clients = Self.source("clients.yaml", in: places.config)
    guard let names = Self.ruleNames(in: places.rules) else {
      isUnreadable = errno != ENOENT
      return
    }
    for name in names {
      if let source = Self.source("rules.d/" + name, in: places.config) {
        rules.append(source)
      } else {
        isUnreadable = true
      }
    }
    rules.sort { $0.file < $1.file }
  }

  /// Where they lie, also those that can't be read.
  static func paths(_ places: Places) -> [String] {
    ["config.yaml", "clients.yaml"].map { places.config + "/" + $0 }
      + (ruleNames(in: places.rules) ?? []).map { places.rules + "/" + $0 }
  }

  /// Nil, and errno says why, where they can't be listed.
  private static func ruleNames(in directory: String) -> [String]? {
    guard let directory = opendir(directory) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".yaml"), !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  func rulesAgree(with filter: CompiledFilter) -> Bool {
    rules
      == filter.sources.filter { $0.file.hasPrefix("rules.d/") }.sorted { $0.file < $1.file }
  }

  /// Nothing at all has changed since the filter was made.
  func agree(with filter: CompiledFilter?) -> Bool {
    guard let filter else { return false }
    let others = filter.sources.filter { !$0.file.hasPrefix("rules.d/") }
    return rulesAgree(with: filter)
      && others.sorted { $0.file < $1.file }
        == [clients, config].compactMap { $0 }
  }

  private static func source(_ name: String, in directory: String) -> CompiledFilter.Source? {
    guard let bytes = SmallFile.read(directory + "/" + name, limit: 4 << 20) else { return nil }
    var digest = Digest()
    digest.add(bytes)
    return CompiledFilter.Source(file: name, digest: digest.value)
  }
}

extension Window {
  /// Texts at the length in which they are stored.
  fileprivate var cut: Window {
    let limit = 1024
    return Window(
      app: app.cut(toBytes: limit), instance: instance.cut(toBytes: limit),
      title: title.cut(toBytes: limit), workspace: workspace.cut(toBytes: limit),
      executable: executable.cut(toBytes: limit), directory: directory.cut(toBytes: limit),
      url: url.cut(toBytes: limit), fullscreen: fullscreen)
  }
}
