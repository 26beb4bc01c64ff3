import { expect } from "chai";
import { dateMistake, isBefore } from "../../model/iso-date.ts";

describe("an ISO date of a story file", () => {
  for (const date of [
    "2020",
    "2020-12",
    "2020-02-29",
    "0001-01-01",
    "2020-01-04T09:30",
    "2020-01-04T00:00:00Z",
    "2020-01-04T23:59:59.999+14:00",
    "2020-01-04T09:30-18:00",
  ])
    it(`is ${date}`, () => expect(dateMistake(date)).to.equal(null));

  for (const [date, mistake] of [
    ["yesterday", "“yesterday” is no ISO 8601 date."],
    ["", "“” is no ISO 8601 date."],
    [" 2020", "“ 2020” is no ISO 8601 date."],
    ["2021-W53", "“2021-W53” is no ISO 8601 date."],
    ["20200104", "“20200104” is no ISO 8601 date."],
    ["2020-1-4", "“2020-1-4” is no ISO 8601 date."],
    ["04/01/2020", "“04/01/2020” is no ISO 8601 date."],
    ["2020-01-04 09:30", "“2020-01-04 09:30” is no ISO 8601 date."],
    ["2020-01-04T09:30+05:99", "“2020-01-04T09:30+05:99” is no ISO 8601 date."],
    ["٢٠٢٠", "“٢٠٢٠” is no ISO 8601 date."],
    ["10000-01-01", "“10000-01-01” is no ISO 8601 date."],
    ["-0044-03-15", "“-0044-03-15” is no ISO 8601 date."],
    ["2020\n", "“2020\n” is no ISO 8601 date."],
    ["2020-13", "“2020-13” is no date: months are 01 to 12."],
    ["0000-00-00", "“0000-00-00” is no date: months are 01 to 12."],
    ["2020-02-30", "“2020-02-30” is no date: February 2020 has the days 01 to 29."],
    ["1900-02-29", "“1900-02-29” is no date: February 1900 has the days 01 to 28."],
    ["2020-04-31", "“2020-04-31” is no date: April 2020 has the days 01 to 30."],
    ["2020-01-00", "“2020-01-00” is no date: January 2020 has the days 01 to 31."],
    ["2020-01-04T25:61", "“2020-01-04T25:61” is no date: hours are 00 to 23."],
    ["2020-01-04T24:00", "“2020-01-04T24:00” is no date: 24:00 is 00:00 of the next day."],
    ["2020-01-04T09:61", "“2020-01-04T09:61” is no date: minutes are 00 to 59."],
    ["2016-12-31T23:59:60Z", "“2016-12-31T23:59:60Z” is no date: seconds are 00 to 59."],
    ["2020-01-04T09:30-25:00", "“2020-01-04T09:30-25:00” is no date: an offset from UTC is at most 18:00."],
  ] as const)
    it(`is not ${JSON.stringify(date)}`, () => expect(dateMistake(date)).to.equal(mistake));

  for (const [left, right, wanted] of [
    ["2019", "2020", true],
    ["2020", "2020-01-04", false],
    ["2020-01-04", "2020", false],
    ["2020-01", "2020-02-01", true],
    ["2020-01-03T23:59", "2020-01-04", true],
    ["2020-01-04T10:00+02:00", "2020-01-04T09:00Z", true],
    ["2020-01-04T10:00Z", "2020-01-04T10:30+02:00", false],
    ["2020-01-04T01:00+05:00", "2020-01-04", false],
    ["0019", "1919", true],
    ["yesterday", "2020", false],
  ] as const)
    it(`${left} ${wanted ? "ends" : "does not end"} before ${right} begins`, () =>
      expect(isBefore(left, right)).to.equal(wanted));
});
