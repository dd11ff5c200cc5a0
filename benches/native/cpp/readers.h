// What every reader fills, and how Rust calls it.

#ifndef READERS_H
#define READERS_H

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

// The five documented statuses, any other word as it was sent.
struct Status {
  enum class Kind : std::uint8_t { Pending, Starting, Running, Stopping, Stopped, Unknown };

  Kind kind;
  std::string_view word;

  static Status of(std::string_view word) {
    switch (word.size()) {
      case 7:
        if (word == "Running") return {Kind::Running, {}};
        if (word == "Stopped") return {Kind::Stopped, {}};
        if (word == "Pending") return {Kind::Pending, {}};
        break;
      case 8:
        if (word == "Starting") return {Kind::Starting, {}};
        if (word == "Stopping") return {Kind::Stopping, {}};
        break;
    }
    return {Kind::Unknown, word};
  }
};

struct Record {
  std::string_view instance_id;
  Status status;
};

struct Page {
  std::string_view request_id;
  std::uint32_t total_count = 0;
  std::uint32_t page_number = 0;
  std::uint32_t page_size = 0;
  std::vector<Record> instance_statuses;

  // Room for all at once, which this crate makes too.
  void reserve() { instance_statuses.reserve(std::min<std::size_t>(page_size, 1000)); }
};

// Reads the one body that it was made for, over and over, with buffers that it keeps.
struct Reader {
  virtual ~Reader() = default;
  // What the page views lives until the next call. Throws or returns false where the body is bad.
  virtual bool read(Page& page) = 0;
};

extern "C" {
Reader* simdjson_reader(const char* body, std::size_t length);
Reader* pugixml_reader(const char* body, std::size_t length);
Reader* yyjson_reader(const char* body, std::size_t length);
void reader_free(Reader* reader);
// Reads a page and drops it: how many records it had, or SIZE_MAX.
std::size_t reader_read(Reader* reader);
// Reads a page and writes it as lines of text: how long they are, or SIZE_MAX where it cannot be
// read or is longer than the room.
std::size_t reader_dump(Reader* reader, char* out, std::size_t room);
}

#endif
