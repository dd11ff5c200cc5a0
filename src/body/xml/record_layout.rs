//! The usual layouts of a record in XML.

use crate::body::record_layout::{BetweenIds, RecordLayout, RecordParts, concat_between_ids};

const COMPACT: RecordParts<'_> = RecordParts::of(
    "",
    "<InstanceStatus><InstanceId>*</InstanceId><Status>*</Status></InstanceStatus>",
);

const INDENTED: RecordParts<'_> = RecordParts::of(
    "",
    "
    <InstanceStatus>
      <InstanceId>*</InstanceId>
      <Status>*</Status>
    </InstanceStatus>",
);

const BETWEEN_IDS: [BetweenIds; 2] = [concat_between_ids(&COMPACT), concat_between_ids(&INDENTED)];

/// The usual layouts of a record: in one line, and indented.
pub(super) const LAYOUTS: [RecordLayout; 2] =
    [RecordLayout::new(COMPACT, &BETWEEN_IDS[0]), RecordLayout::new(INDENTED, &BETWEEN_IDS[1])];
