namespace Helpdesk.Domain.Billing;

/// <summary>Why a payment failed, in plain words by the bank's code, with what helps (D45).</summary>
public static class PaymentFailures
{
    private static readonly Dictionary<string, (string Why, string Helps)> Known = new(StringComparer.Ordinal)
    {
        ["insufficient_funds"] = ("not enough money on the card", "pay with another card, or try again when there is"),
        ["expired_card"] = ("the card has expired", "update the card"),
        ["incorrect_cvc"] = ("the security code was wrong", "enter the card again"),
        ["incorrect_number"] = ("the card number was wrong", "enter the card again"),
        ["incorrect_zip"] = ("the address did not match the bank’s", "enter the card with the postal code of the bank statement"),
        ["incorrect_address"] = ("the address did not match the bank’s", "enter the card with the address of the bank statement"),
        ["authentication_required"] = ("the bank wants the customer to confirm it", "pay from the invoice’s page, where the bank can ask"),
        ["card_not_supported"] = ("the card cannot be used for this", "pay with another card"),
        ["currency_not_supported"] = ("the card cannot pay in this currency", "pay with another card"),
        ["lost_card"] = ("the bank declined it", "ask the bank, or pay with another card"),
        ["stolen_card"] = ("the bank declined it", "ask the bank, or pay with another card"),
        ["processing_error"] = ("something went wrong on the way", "try again"),
        ["try_again_later"] = ("something went wrong on the way", "try again later"),
    };

    private static readonly (string Why, string Helps) Declined = ("the bank declined it without saying why", "ask the bank, or pay with another card");

    /// <summary>Unknown codes count as declined: banks and Stripe make new ones. What a lost or stolen card is called, the customer does not hear from us.</summary>
    public static (string Why, string Helps) Of(string? code) => code is not null && Known.TryGetValue(code, out var words) ? words : Declined;
}
