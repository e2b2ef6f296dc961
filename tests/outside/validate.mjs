// Validates graphs with shacl-engine. Standard input: one JSON object {"shapes": Turtle, "graphs": [N-Triples, …]}.
// Standard output: for each graph its results, as [shape, focus node, value].
import dataModel from '@rdfjs/data-model'
import dataset from '@rdfjs/dataset'
import { Parser } from 'n3'
import { Validator } from 'shacl-engine'
import { validations } from 'shacl-engine/sparql.js'

const factory = { ...methods(dataModel), ...methods(dataset) }

function methods (of) {
  const names = [...Object.getOwnPropertyNames(Object.getPrototypeOf(of)), ...Object.keys(of)]
  return Object.fromEntries(names.filter((name) => typeof of[name] === 'function').map((name) => [name, of[name].bind(of)]))
}

function read (text) {
  return dataset.dataset(new Parser({ factory: dataModel }).parse(text))
}

let input = ''
for await (const chunk of process.stdin) input += chunk
const { shapes, graphs } = JSON.parse(input)
// Where a shape has a query too, shacl-engine takes the focus node for a value of the path, so that maxCount 0 is broken.
const asked = (result) => result.constraintComponent.value.endsWith('#SPARQLConstraintComponent')
const validator = new Validator(read(shapes), { factory, validations })
const answers = []
for (const text of graphs) {
  const report = await validator.validate({ dataset: read(text) })
  answers.push(report.results.filter(asked).map((result) => [
    result.shape.ptr.term.value, result.focusNode.term.value, (result.value?.term ?? result.value)?.value ?? ''
  ]))
}
process.stdout.write(JSON.stringify(answers))
