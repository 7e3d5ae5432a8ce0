public func referenceToken(batchDigest: [UInt8]) -> String { "DB-X" }
