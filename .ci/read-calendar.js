// Prints when the events of a calendar file take place, as ical.js, which shares nothing with
// Samepage, reads it: five times at most of each.
const ICAL = require("ical.js").default || require("ical.js");
const calendar = new ICAL.Component(ICAL.parse(require("fs").readFileSync(process.argv[2], "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
for (const component of calendar.getAllSubcomponents("vevent")) {
  const times = new ICAL.Event(component).iterator();
  for (let i = 0, at; i < 5 && (at = times.next()); i++) console.log(at.toJSDate().toISOString());
}
