// Events are found by when they begin.
CREATE INDEX event_start IF NOT EXISTS FOR (e:Event) ON (e.startDate)
