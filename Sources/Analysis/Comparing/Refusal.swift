/// A figure that these data do not allow, and why.
package struct Refusal: Sendable, Encodable {
  package let name: String
  package let reason: String
}
