// Reads a calendar with ical.js. Standard input: iCalendar. Standard output: [uid, day, summary] of each event, as JSON.
import ICAL from 'ical.js'

let input = ''
for await (const chunk of process.stdin) input += chunk
const calendar = new ICAL.Component(ICAL.parse(input))
const events = calendar.getAllSubcomponents('vevent').map((component) => {
  const event = new ICAL.Event(component)
  return [event.uid, event.startDate.toString(), event.summary, event.isRecurring()]
})
process.stdout.write(JSON.stringify(events))
