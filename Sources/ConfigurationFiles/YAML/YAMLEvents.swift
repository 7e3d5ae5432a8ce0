import CYaml

/// One event of libyaml, copied out of its memory.
struct YAMLEvent {
  enum Kind {
    case documentStart
    case alias
    case scalar(String, YAMLNode.Style)
    case listStart, listEnd
    case mapStart, mapEnd
    case streamEnd
    /// The stream's start, a document's end.
    case other
  }

  var kind: Kind
  var mark: YAMLMark
  var hasAnchor = false
  var hasTag = false
}

/// libyaml's parser over bytes that outlive it.
final class YAMLEvents {
  /// On the heap, for libyaml keeps the parser's own address.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let file: String

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) {
    self.file = file
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  func next() throws(BadFile) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    return YAMLEvents.copy(event)
  }

  private static func copy(_ event: yaml_event_t) -> YAMLEvent {
    let mark = YAMLMark(
      line: Int(event.start_mark.line) + 1, column: Int(event.start_mark.column) + 1)
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, mark: mark)
    case YAML_ALIAS_EVENT: return YAMLEvent(kind: .alias, mark: mark)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let style: YAMLNode.Style =
        switch scalar.style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
        default: .plain
        }
      return YAMLEvent(
        kind: .scalar(String(decoding: bytes, as: UTF8.self), style), mark: mark,
        hasAnchor: scalar.anchor != nil, hasTag: scalar.tag != nil)
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      return YAMLEvent(
        kind: .listStart, mark: mark, hasAnchor: start.anchor != nil, hasTag: start.tag != nil)
    case YAML_SEQUENCE_END_EVENT: return YAMLEvent(kind: .listEnd, mark: mark)
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      return YAMLEvent(
        kind: .mapStart, mark: mark, hasAnchor: start.anchor != nil, hasTag: start.tag != nil)
    case YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .mapEnd, mark: mark)
    case YAML_STREAM_END_EVENT: return YAMLEvent(kind: .streamEnd, mark: mark)
    default: return YAMLEvent(kind: .other, mark: mark)
    }
  }

  private func failure() -> BadFile {
    let state = parser.pointee
    func text(_ pointer: UnsafePointer<CChar>?) -> String {
      pointer.map { String(cString: $0) } ?? ""
    }
    let problem = text(state.problem)
    if problem.hasPrefix("Maximum nesting level") {
      // libyaml looks ahead, and stops at a depth of its own before ours is reached.
      return BadFile(
        file: file, line: Int(state.mark.line) + 1, column: Int(state.mark.column) + 1,
        what: YAMLParser.tooDeep, next: "Write it flatter")
    }
    let context = text(state.context)
    return BadFile(
      file: file, line: Int(state.problem_mark.line) + 1,
      column: Int(state.problem_mark.column) + 1,
      what: "This is not YAML" + (problem.isEmpty ? "" : ": " + problem),
      why: context.isEmpty ? "" : context.prefix(1).uppercased() + context.dropFirst(),
      next: "Look at the indentation, the quotes and the colons there and just above")
  }
}
