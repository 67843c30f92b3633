package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.delivery.EncodedWords;
import org.kadec21.simulation.provider.mailbox.MemberLog;

import java.util.ArrayList;
import java.util.List;

/// Mails that did not reach anybody, as a table.
final class DeletedMails {

    private DeletedMails() {}

    /// @param title the name of the table's title
    /// @param entries oldest first; the newest are shown first
    static Html card(Texts texts, String title, List<MemberLog.Entry> entries) {
        List<List<Html>> rows = new ArrayList<>();
        for (MemberLog.Entry entry : entries.reversed()) {
            rows.add(
                    List.of(
                            Html.text(texts.moment(entry.at())),
                            Html.text(entry.sender()),
                            Html.text(EncodedWords.decode(entry.subject())),
                            Html.text(entry.what())));
        }
        return Tables.card(
                texts.of(title),
                Tables.table(
                        List.of(
                                texts.of("log.at"),
                                texts.of("log.sender"),
                                texts.of("log.subject"),
                                texts.of("log.why")),
                        rows,
                        texts.of("log.none")));
    }
}
