package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.expression.Expression;
import org.kadec21.simulation.provider.http.Form;

import java.util.Locale;
import java.util.Optional;

/// Tries a regular expression on a text, by the same code that the filters use.
record ExpressionRoom() implements Room {

    private static final String EXPRESSION = "expression";
    private static final String TEXT = "text";

    @Override
    public String name() {
        return "expression";
    }

    @Override
    public Html show(Guest guest, Typed typed) {
        Texts texts = guest.texts();
        return Tables.card(
                texts.of("expression.title"),
                Tables.paragraph(texts.of("expression.about")),
                Forms.form(
                        guest.visit(),
                        "/expression",
                        Forms.text(
                                EXPRESSION,
                                texts.of("expression.expression"),
                                Optional.of(texts.of("expression.hint")),
                                Expression.LENGTH,
                                typed),
                        Forms.area(TEXT, texts.of("expression.text"), Expression.TEXT, typed),
                        Forms.button(texts.of("expression.button"))),
                typed.form().isPresent() && typed.isRight()
                        ? result(texts, typed)
                        : Html.nothing());
    }

    private static Html result(Texts texts, Typed typed) {
        String text = typed.value(TEXT);
        return switch (Expression.parse(typed.value(EXPRESSION))) {
            case Expression.Wrong wrong -> Html.nothing();
            case Expression.Usable(Expression expression) ->
                    expression
                            .find(text)
                            .map(found -> fits(texts, text, found))
                            .orElseGet(() ->
                                    Html.tag("p")
                                            .with("class", "state")
                                            .with("role", "status")
                                            .with("id", "result")
                                            .text(texts.of("expression.fits-not")));
        };
    }

    private static Html fits(Texts texts, String text, Expression.Found found) {
        return Html.tag("div")
                .with("role", "status")
                .with("id", "result")
                .around(
                        Html.tag("p")
                                .with("class", "state on")
                                .text(
                                        texts.of(
                                                "expression.fits",
                                                found.from() + 1,
                                                found.to() - found.from())),
                        Html.tag("pre")
                                .around(
                                        Html.text(text.substring(0, found.from())),
                                        Html.tag("mark")
                                                .text(text.substring(found.from(), found.to())),
                                        Html.text(text.substring(found.to()))));
    }

    @Override
    public Outcome post(String action, Form form, Guest guest) {
        if (!action.isEmpty()) {
            return new Outcome.Unknown();
        }
        Texts texts = guest.texts();
        Typed typed = Typed.of(form);
        if (Expression.parse(form.field(EXPRESSION)) instanceof Expression.Wrong wrong) {
            typed = typed.wrong(EXPRESSION, sentence(wrong, texts));
        }
        if (form.field(TEXT).length() > Expression.TEXT) {
            typed = typed.wrong(TEXT, texts.of("expression.text-long", Expression.TEXT));
        }
        return new Outcome.Again(typed);
    }

    /// What is wrong with an expression, and where.
    static String sentence(Expression.Wrong wrong, Texts texts) {
        String problem =
                "expression." + wrong.problem().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return texts.of(problem, wrong.at() + 1);
    }
}
