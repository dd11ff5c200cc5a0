// How Rust calls a reader. No exception leaves these functions.

#include "readers.h"

#include <cstring>
#include <string>

static std::string_view text(const Status& status) {
  switch (status.kind) {
    case Status::Kind::Pending: return "Pending";
    case Status::Kind::Starting: return "Starting";
    case Status::Kind::Running: return "Running";
    case Status::Kind::Stopping: return "Stopping";
    case Status::Kind::Stopped: return "Stopped";
    case Status::Kind::Unknown: break;
  }
  return status.word;
}

extern "C" void reader_free(Reader* reader) { delete reader; }

extern "C" std::size_t reader_read(Reader* reader) try {
  Page page;
  return reader->read(page) ? page.instance_statuses.size() : SIZE_MAX;
} catch (...) {
  return SIZE_MAX;
}

extern "C" std::size_t reader_dump(Reader* reader, char* out, std::size_t room) try {
  Page page;
  if (!reader->read(page)) return SIZE_MAX;
  std::string dump{page.request_id};
  for (auto counter : {page.total_count, page.page_number, page.page_size}) {
    dump.append("\n").append(std::to_string(counter));
  }
  for (const auto& record : page.instance_statuses) {
    dump.append("\n").append(record.instance_id).append(" ").append(text(record.status));
  }
  if (dump.size() > room) return SIZE_MAX;
  std::memcpy(out, dump.data(), dump.size());
  return dump.size();
} catch (...) {
  return SIZE_MAX;
}
