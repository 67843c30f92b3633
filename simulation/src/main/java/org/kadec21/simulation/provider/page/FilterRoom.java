package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.expression.Expression;
import org.kadec21.simulation.provider.http.Form;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.FilterRule;
import org.kadec21.simulation.provider.mailbox.MailSettings;
import org.kadec21.simulation.provider.mailbox.MemberLog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The customer's own filter rules, and which mails they kept out.
record FilterRoom(Accounts accounts, MemberLog mails, SettingsLog log) implements Room {

    private static final String FIELD = "field";
    private static final String EXPRESSION = "expression";
    private static final String NUMBER = "number";

    @Override
    public String name() {
        return "filter";
    }

    @Override
    public Html show(Guest guest, Typed typed) {
        Texts texts = guest.texts();
        String user = guest.account().user();
        return Html.of(
                Tables.card(
                        texts.of("filter.rules"),
                        Tables.paragraph(texts.of("filter.about")),
                        rules(guest)),
                Tables.card(texts.of("filter.add"), addition(guest, typed)),
                DeletedMails.card(
                        texts, "filter.log", mails.entries(user, MemberLog.Reason.FILTER)),
                Tables.settings(guest, log.entries(user, name())));
    }

    private Html rules(Guest guest) {
        Texts texts = guest.texts();
        List<List<Html>> rows = new ArrayList<>();
        List<FilterRule> rules = guest.account().settings().filters();
        for (int i = 0; i < rules.size(); i++) {
            FilterRule rule = rules.get(i);
            rows.add(
                    List.of(
                            Html.text(texts.of(fieldText(rule.field()))),
                            Html.tag("code").text(rule.expression()),
                            Forms.form(
                                    guest.visit(),
                                    "/filter/remove",
                                    Forms.hidden(NUMBER, Integer.toString(i)),
                                    Forms.hidden(EXPRESSION, rule.expression()),
                                    Forms.quietButton(texts.of("filter.remove")))));
        }
        return Tables.table(
                List.of(
                        texts.of("filter.field"),
                        texts.of("filter.expression"),
                        texts.of("filter.change")),
                rows,
                texts.of("filter.none"));
    }

    private static Html addition(Guest guest, Typed typed) {
        Texts texts = guest.texts();
        List<Forms.Option> fields = new ArrayList<>();
        for (FilterRule.Field field : FilterRule.Field.values()) {
            fields.add(new Forms.Option(word(field), texts.of(fieldText(field))));
        }
        return Forms.form(
                guest.visit(),
                "/filter/add",
                Forms.choice(
                        FIELD,
                        texts.of("filter.field"),
                        fields,
                        word(FilterRule.Field.FROM),
                        typed),
                Forms.text(
                        EXPRESSION,
                        texts.of("filter.expression"),
                        Optional.of(texts.of("filter.hint")),
                        FilterRule.LONGEST,
                        typed),
                Forms.button(texts.of("filter.button")));
    }

    @Override
    public Outcome post(String action, Form form, Guest guest) {
        return switch (action) {
            case "add" -> add(form, guest);
            case "remove" -> remove(form, guest);
            default -> new Outcome.Unknown();
        };
    }

    private Outcome add(Form form, Guest guest) {
        Texts texts = guest.texts();
        MailSettings settings = guest.account().settings();
        String expression = form.field(EXPRESSION);
        Optional<FilterRule.Field> field = field(form.field(FIELD));
        Typed typed = Typed.of(form);
        if (field.isEmpty()) {
            typed = typed.wrong(FIELD, texts.of("filter.field-wrong"));
        }
        if (Expression.parse(expression) instanceof Expression.Wrong wrong) {
            typed = typed.wrong(EXPRESSION, ExpressionRoom.sentence(wrong, texts));
        }
        if (settings.filters().size() >= MailSettings.MOST_FILTERS) {
            typed = typed.wrong(EXPRESSION, texts.of("filter.full", MailSettings.MOST_FILTERS));
        }
        if (!typed.isRight() || field.isEmpty()) {
            return new Outcome.Again(typed);
        }
        List<FilterRule> rules = new ArrayList<>(settings.filters());
        FilterRule rule = new FilterRule(field.get(), expression);
        rules.add(rule);
        keep(guest.account(), rules);
        return Outcome.Done.of("filter.added", rule.field().header(), expression);
    }

    private Outcome remove(Form form, Guest guest) {
        List<FilterRule> rules = new ArrayList<>(guest.account().settings().filters());
        for (int i = 0; i < rules.size(); i++) {
            FilterRule rule = rules.get(i);
            // both must fit: an old page may still show a rule at a place another has now
            if (form.field(NUMBER).equals(Integer.toString(i))
                    && form.field(EXPRESSION).equals(rule.expression())) {
                rules.remove(i);
                keep(guest.account(), rules);
                return Outcome.Done.of("filter.removed", rule.field().header(), rule.expression());
            }
        }
        return new Outcome.Again(Typed.nothing());
    }

    private void keep(Account account, List<FilterRule> rules) {
        accounts.replace(account.withSettings(account.settings().withFilters(rules)));
    }

    private static Optional<FilterRule.Field> field(String word) {
        for (FilterRule.Field field : FilterRule.Field.values()) {
            if (word(field).equals(word)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private static String word(FilterRule.Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    private static String fieldText(FilterRule.Field field) {
        return "filter.field-" + word(field);
    }
}
