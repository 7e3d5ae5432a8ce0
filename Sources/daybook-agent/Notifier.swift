import Activity
import CLinux
import Control
import Desktop
import Glibc

/// Tells the person what `daybook notify` says, and carries out what they answer.
///
/// Opens no books: it asks `daybook`, as a child with a time-out, and shows its words.
final class Notifier {
  /// How the desktop is, as far as telling goes.
  struct Scene {
    var presence: Presence
    /// A window fills the screen: somebody presents, plays or watches.
    var isFullscreen: Bool
    var lastInput: Instant
    var now: Instant
  }

  private enum Errand {
    /// What is due, and of these what is still true.
    case look(again: [String])
    case answer
  }

  /// What we say ourselves: nobody else could say it again.
  private static let ownWords: Set<String> = ["answer", "terminal"]
  private static let mostLosses = 3
  /// More than anybody reads at once; what comes after them waits in the review.
  private static let most = 16

  private let bus: NotificationBus
  private let books: BooksWatch
  private let journal: Journal
  private var rounds = Rounds()
  private var errand: (Errand, Child)?
  /// Commands that answers asked for, in order.
  private var answers: [[String]] = []
  /// To be shown, by the tags that the bus answers with.
  private var waiting: [DueNotice] = []
  private var sent: [Int: DueNotice] = [:]
  /// Nobody could show them: told when a daemon is there again, for nothing else would tell them.
  private var refused: [DueNotice] = []
  private var shown: [UInt32: DueNotice] = [:]
  /// Told and lost with the daemon, or the bus, before the person answered: `daybook` is asked which
  /// of them still hold.
  private var again: Set<String> = []
  /// How often each was lost: a daemon that dies of it is not given it for ever.
  private var losses: [String: Int] = [:]
  private var lastTag = 0
  private var terminals: [pid_t] = []
  private var scene: Scene?
  private var saidFailure = ""
  /// Something waits for review since an evening, as far as was asked.
  private(set) var waits = false

  init(_ bus: NotificationBus, _ books: BooksWatch, _ journal: Journal) {
    self.bus = bus
    self.books = books
    self.journal = journal
  }

  /// For the owner's poll.
  func add(to files: inout [pollfd]) {
    bus.add(to: &files)
    if let errand { files.append(errand.1.file) }
  }

  /// When `attend` wants to be called though nothing has come.
  var deadline: Uptime? {
    var first = bus.deadline
    func consider(_ time: Uptime) { first = first.map { min($0, time) } ?? time }
    if let errand { consider(errand.1.deadline) }
    if errand == nil, bus.isReady, let scene, mayTell(scene),
      let due = rounds.due(after: scene.now)
    {
      // One millisecond more: not to wake just before it.
      consider(Clock.uptime().advanced(by: due - scene.now + 1))
    }
    return first
  }

  /// To be called before each wait.
  func attend(_ scene: Scene) {
    self.scene = scene
    rounds.saw(scene.presence, lastInput: scene.lastInput, at: scene.now)
    for event in bus.drain() { take(event) }
    finishErrand(at: scene.now)
    let open = terminals.count
    terminals.removeAll { waitpid($0, nil, WNOHANG) != 0 }
    // What waited may be done.
    if terminals.count < open { rounds.ask() }
    guard bus.isReady else { return }
    if mayTell(scene) { showWaiting() }
    beginErrand(scene)
  }

  /// The files of the person have changed.
  func settingsChanged() { rounds.ask() }

  /// Somebody wrote to the books: what waits may be done.
  func booksChanged(at now: Instant) {
    books.takeNews()
    if waits { rounds.askSoon(at: now) }
  }

  /// At the agent's end.
  func end() {
    // What the person answered is carried out without us.
    if case (.look, let child)? = errand { child.stop() }
  }

  private func mayTell(_ scene: Scene) -> Bool {
    scene.presence == .active && !scene.isFullscreen && !bus.isInhibited
  }

  // MARK: - Asking

  private func beginErrand(_ scene: Scene) {
    guard errand == nil else { return }
    if !answers.isEmpty {
      run(answers.removeFirst(), .answer, scene.now)
    } else if mayTell(scene), waiting.isEmpty, rounds.isDue(at: scene.now) {
      let again = self.again.sorted()
      run(
        ["notify", "--due", "--lines"] + again.flatMap { ["--again", $0] }, .look(again: again),
        scene.now)
    }
  }

  private func run(_ words: [String], _ errand: Errand, _ now: Instant) {
    let merged = if case .answer = errand { true } else { false }
    guard
      let child = Child([DaybookProgram.path] + words, merged: merged, at: Clock.uptime())
    else {
      return failed(errand, "'daybook' can't be started", now)
    }
    self.errand = (errand, child)
  }

  private func finishErrand(at now: Instant) {
    guard let (errand, started) = errand else { return }
    var child = started
    let end = child.look(at: Clock.uptime())
    self.errand = end == nil ? (errand, child) : nil
    switch (errand, end) {
    case (_, nil): break
    case (.look(let again), .answered(let said)): told(said, again: again, at: now)
    case (.look, .failed(let code, _)):
      failed(errand, "'daybook notify' failed with code \(code)", now)
    case (.answer, .answered(let said)): confirm(said, failed: false, at: now)
    case (.answer, .failed(_, let said)): confirm(said, failed: true, at: now)
    case (_, .hung):
      failed(errand, "'daybook' took longer than \(Child.patience / 1000) s and was ended", now)
    }
  }

  private func told(_ said: [UInt8], again: [String], at now: Instant) {
    do throws(BadLine) {
      let lines = try NoticeLines(said)
      saidFailure = ""
      self.again.subtract(again)
      waits = lines.waits
      books.renew()
      rounds.answered(next: lines.next, away: lines.away, at: now)
      waiting += lines.notices.prefix(Self.most)
    } catch {
      failed(.look(again: again), "'daybook notify' said what this agent does not understand", now)
    }
    if let scene, mayTell(scene) { showWaiting() }
  }

  private func failed(_ errand: Errand, _ what: String, _ now: Instant) {
    switch errand {
    case .look:
      rounds.failed(at: now)
      if saidFailure != what { journal.complain("\(what): reminders wait.") }
      saidFailure = what
    case .answer:
      journal.complain("\(what), so an answer was not carried out.")
      waiting.append(
        DueNotice(
          id: "answer", title: "Your answer may not have been carried out",
          body: "\(what). Look whether the time is there before you enter it: daybook review.",
          urgency: .critical))
    }
  }

  /// The first line of what a command said is enough: the review shows all of it.
  private func confirm(_ said: [UInt8], failed: Bool, at now: Instant) {
    let line = String(decoding: said.prefix { $0 != 0x0a }.prefix(300), as: UTF8.self)
    waiting.append(
      DueNotice(
        id: "answer", title: failed ? "Nothing was changed" : "Noted",
        body: neutralised(line), urgency: failed ? .normal : .low))
    if !failed { rounds.ask() }
  }

  // MARK: - Showing

  private func showWaiting() {
    for notice in waiting {
      lastTag += 1
      sent[lastTag] = notice
      bus.show(notice.desktop, tag: lastTag)
    }
    waiting = []
  }

  private func take(_ event: NotificationEvent) {
    switch event {
    case .shown(let tag, let number):
      guard let notice = sent.removeValue(forKey: tag), !notice.actions.isEmpty else { return }
      if shown.count >= Self.most, let oldest = shown.keys.min() { shown[oldest] = nil }
      shown[number] = notice
    case .refused(let tag):
      if let notice = sent.removeValue(forKey: tag), refused.count < Self.most {
        refused.append(notice)
      }
    case .chosen(let number, let choice):
      guard let notice = shown.removeValue(forKey: number),
        let action = notice.actions.first(where: { $0.id == choice })
      else { return }
      bus.close(number)
      carryOut(action)
    case .closed(let number): shown[number] = nil
    case .gone:
      for notice in Array(sent.values) + Array(shown.values) { lost(notice) }
      sent = [:]
      shown = [:]
    case .came:
      waiting += refused
      refused = []
      if !again.isEmpty { rounds.ask() }
    }
  }

  private func lost(_ notice: DueNotice) {
    if Self.ownWords.contains(notice.id) {
      if refused.count < Self.most { refused.append(notice) }
      return
    }
    losses[notice.id, default: 0] += 1
    if again.count < Self.most, losses[notice.id] ?? 0 <= Self.mostLosses {
      again.insert(notice.id)
    }
  }

  private func carryOut(_ action: DueNotice.Action) {
    switch action.way {
    case .none: break
    case .quiet: answers.append(action.command)
    case .terminal:
      guard let process = Terminal.open(action.command) else {
        waiting.append(
          DueNotice(
            id: "terminal", title: "No terminal was found",
            body: "Open one and run: \(action.typed ?? "daybook"). Or set TERMINAL to yours."))
        return
      }
      terminals.append(process)
    }
  }
}

extension Agent {
  /// To be called before each wait.
  func attendNotifier() {
    let time = now
    notifier.attend(
      Notifier.Scene(
        presence: recording?.recorder.presence ?? .unknown,
        isFullscreen: observed?.window.fullscreen ?? false,
        lastInput: recording?.recorder.lastInput ?? time, now: time))
    tray.waits = notifier.waits
  }
}

extension DueNotice {
  fileprivate var desktop: DesktopNotification {
    DesktopNotification(
      title: neutralised(title), body: neutralised(body),
      urgency: urgency == .low ? .low : urgency == .critical ? .critical : .normal,
      choices: actions.map {
        .init(id: $0.id, label: neutralised($0.label), command: $0.typed.map(neutralised))
      })
  }
}

extension DueNotice.Action {
  /// As a person types it; nil where there is nothing to do.
  fileprivate var typed: String? {
    way == .none ? nil : (["daybook"] + command).joined(separator: " ")
  }
}
