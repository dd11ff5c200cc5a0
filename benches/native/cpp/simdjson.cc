// simdjson's on-demand parser, kept as its documentation advises. The body is padded beforehand.

#include <simdjson.h>

#include "readers.h"

namespace {

using namespace simdjson;

std::uint32_t counter(simdjson_result<ondemand::value> value) {
  std::uint64_t number = value;
  if (number > UINT32_MAX) throw simdjson_error(NUMBER_OUT_OF_RANGE);
  return static_cast<std::uint32_t>(number);
}

struct Simdjson final : Reader {
  padded_string body;
  ondemand::parser parser;

  Simdjson(const char* text, std::size_t length) : body(text, length) {}

  // Members are found in any order, and fastest in the order of the wire.
  bool read(Page& page) override {
    ondemand::document document = parser.iterate(body);
    ondemand::object object = document.get_object();
    page.request_id = object["RequestId"];
    page.total_count = counter(object["TotalCount"]);
    page.page_number = counter(object["PageNumber"]);
    page.page_size = counter(object["PageSize"]);
    page.reserve();
    ondemand::array records = object["InstanceStatuses"]["InstanceStatus"];
    for (ondemand::object record : records) {
      std::string_view instance_id = record["InstanceId"];
      std::string_view status = record["Status"];
      page.instance_statuses.push_back({instance_id, Status::of(status)});
    }
    return true;
  }
};

}  // namespace

extern "C" Reader* simdjson_reader(const char* body, std::size_t length) try {
  return new Simdjson(body, length);
} catch (...) {
  return nullptr;
}
