package org.kadec21.firmware;

import org.kadec21.firmware.outbox.Content;
import org.kadec21.firmware.outbox.Entry;
import org.kadec21.firmware.outbox.OutboxListing;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The outbox for programs.
final class OutboxJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OutboxJson() {}

    static ObjectNode of(OutboxListing listing) {
        ObjectNode object = JSON.createObjectNode().put("format", 1);
        ArrayNode waiting = object.putArray("waiting");
        listing.open().forEach(entry -> waiting.add(of(entry)));
        ArrayNode refused = object.putArray("refused");
        listing.refused().forEach(entry -> refused.add(of(entry)));
        ArrayNode sent = object.putArray("sent");
        listing.sent()
                .forEach(mail ->
                        sent.addObject()
                                .put("id", mail.id())
                                .put("at", mail.at().toString())
                                .put("attempts", mail.attempts())
                                .put("accepted", mail.accepted())
                                .put("rejected", mail.rejected()));
        return object.put("settled_up_to", listing.settledUpTo());
    }

    /// One mail as a result of its own.
    static ObjectNode alone(Entry entry) {
        ObjectNode object = JSON.createObjectNode().put("format", 1);
        object.setAll(of(entry));
        return object;
    }

    private static ObjectNode of(Entry entry) {
        ObjectNode object = JSON.createObjectNode();
        object.put("id", entry.id());
        object.put("class", entry.mailClass().name());
        object.put("date", entry.envelope().date().toString());
        object.put("attempts", entry.attempts());
        object.put("in_doubt", entry.inDoubt());
        switch (entry.content()) {
            case Content.Rendered rendered -> object.put("bytes", rendered.message().length);
            case Content.RecordCut cut ->
                    object.put("first_record", cut.first()).put("last_record", cut.last());
        }
        ArrayNode recipients = object.putArray("recipients");
        entry.recipients()
                .forEach(recipient ->
                        recipients
                                .addObject()
                                .put("address", recipient.address())
                                .put("state", OutboxCommand.words(recipient.progress())));
        return object;
    }
}
