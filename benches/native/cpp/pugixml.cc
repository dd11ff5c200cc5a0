// pugixml's document, parsed in place, and a walk. It overwrites what it parses, so each read
// copies the body to a buffer that is kept.

#include <pugixml.hpp>

#include <charconv>
#include <cstring>
#include <string>

#include "readers.h"

namespace {

std::string_view text(pugi::xml_node element) { return element.child_value(); }

bool counter(pugi::xml_node element, std::uint32_t& number) {
  auto digits = text(element);
  auto end = digits.data() + digits.size();
  auto [stop, error] = std::from_chars(digits.data(), end, number);
  return error == std::errc{} && stop == end;
}

struct Pugixml final : Reader {
  std::string body;
  std::vector<char> copy;
  pugi::xml_document document;

  Pugixml(const char* text, std::size_t length) : body(text, length), copy(length) {}

  bool read(Page& page) override {
    std::memcpy(copy.data(), body.data(), body.size());
    auto parsed = document.load_buffer_inplace(copy.data(), copy.size(), pugi::parse_default,
                                               pugi::encoding_utf8);
    if (!parsed) return false;
    for (auto member : document.document_element()) {
      std::string_view name = member.name();
      if (name == "RequestId") {
        page.request_id = text(member);
      } else if (name == "TotalCount") {
        if (!counter(member, page.total_count)) return false;
      } else if (name == "PageNumber") {
        if (!counter(member, page.page_number)) return false;
      } else if (name == "PageSize") {
        if (!counter(member, page.page_size)) return false;
      } else if (name == "InstanceStatuses") {
        page.reserve();
        for (auto record : member) {
          auto instance_id = text(record.child("InstanceId"));
          auto status = text(record.child("Status"));
          page.instance_statuses.push_back({instance_id, Status::of(status)});
        }
      }
    }
    return true;
  }
};

}  // namespace

extern "C" Reader* pugixml_reader(const char* body, std::size_t length) try {
  return new Pugixml(body, length);
} catch (...) {
  return nullptr;
}
