import Dataset
import Testing

@Test("A small file becomes typed columns")
func small() throws {
  let data = try Dataset.read(bytes: Array("id,q1,name\n1,3,Ann\n2,,Bob\n".utf8))
  #expect(data.rowCount == 2)
  #expect(data.column(named: "q1")?.missingCount == 1)
}
