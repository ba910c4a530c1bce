using Helpdesk.Domain.Safety;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Safety;

public class GuardianshipTests
{
    [Theory]
    [InlineData("given", "Mum@Example.org ", true)]
    [InlineData("given", "other@example.org", false)]
    [InlineData("pending", "mum@example.org", false)]
    [InlineData("withdrawn", "mum@example.org", false)]
    [InlineData(null, "mum@example.org", false)]
    public void D37_only_the_consenting_guardian_is_told(string? consent, string to, bool told) =>
        new Guardianship(true, consent, "mum@example.org", "Mum").MayBeTold(to).ShouldBe(told);

    [Fact]
    public void D37_what_is_not_known_is_never_taken_for_consent() => Guardianship.Unknown.MayBeTold("").ShouldBeFalse();

    [Theory]
    [InlineData(true, "missing", ConsentAct.Other, false)]
    [InlineData(true, null, ConsentAct.Other, false)]
    [InlineData(true, "given", ConsentAct.Other, true)]
    [InlineData(false, "missing", ConsentAct.Other, true)]
    [InlineData(null, null, ConsentAct.Other, true)]
    [InlineData(true, "missing", ConsentAct.ConsentRequest, true)]
    [InlineData(true, "missing", ConsentAct.Note, true)]
    [InlineData(true, "missing", ConsentAct.Escalation, true)]
    [InlineData(true, "missing", ConsentAct.Safety, true)]
    [InlineData(true, "missing", ConsentAct.RefundToPayer, true)]
    [InlineData(true, "missing", ConsentAct.Erasure, true)]
    public void D38_without_consent_only_what_the_rule_names(bool? under13, string? consent, ConsentAct act, bool allowed) =>
        (new Guardianship(under13, consent, null, null).Problem(act) is null).ShouldBe(allowed);

    [Theory]
    [InlineData("Hello Ada,\n\nPlease agree.\n\nElena Marsh\nSupport", true)]
    [InlineData("  Hello Ada,\r\n\r\nPlease agree.\r\n\r\nElena Marsh\r\nSupport\n", true)]
    [InlineData("Hello Ada,\n\nPlease agree.\n\nElena Marsh\nSupport\nAnd your voice is back.", false)]
    [InlineData("News!\nHello Ada,\n\nPlease agree.\n\nElena Marsh\nSupport", false)]
    [InlineData("Hello Ada,\nyour voice is back\n,\n\nPlease agree.\n\nElena Marsh\nSupport", false)]
    [InlineData("Hello Ada, of whom we would like to say a good many things that have nothing to do with it,\n\nPlease agree.\n\nElena\nSupport", false)]
    [InlineData("Hello Ada,\n\nPlease do not agree.\n\nElena Marsh\nSupport", false)]
    [InlineData("", false)]
    public void D38_the_consent_request_is_sent_as_it_is_written(string text, bool asWritten) =>
        ConsentRequest.IsAsWritten(text, "Hello {{customer}},\n\nPlease agree.\n\n{{agent}}\nSupport").ShouldBe(asWritten);

    [Theory]
    [InlineData("Cannot sign in as ada@example.org", "Cannot sign in as [e-mail]")]
    [InlineData("Call me on +31 6 1234 5678 please", "Call me on [phone] please")]
    [InlineData("My card 4242 4242 4242 4242 fails", "My card [card number] fails")]
    [InlineData("My son Tom cannot hear the story", "My son [name] cannot hear the story")]
    [InlineData("She was born on 3 March 2018", "She was born on [birth date]")]
    [InlineData("We live at 14 Maple Street", "We live at [address]")]
    [InlineData("Voice stopped on 2026-11-21 10:30", "Voice stopped on 2026-11-21 10:30")]
    [InlineData("Charged twice, 10.00 USD, invoice 4812", "Charged twice, 10.00 USD, invoice 4812")]
    [InlineData("Story about Bruno stops", "Story about Bruno stops")]
    [InlineData("", "")]
    public void D37_subjects_in_lists_are_masked(string subject, string shown) => PersonalData.Mask(subject).ShouldBe(shown);
}
