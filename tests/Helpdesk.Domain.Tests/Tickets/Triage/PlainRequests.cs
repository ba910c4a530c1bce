using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>
/// What people type into any company's contact box, nothing of this product in it. Written for the test, unknown to the
/// corpus: they show whether the model understands requests, or only its own examples.
/// </summary>
internal static class PlainRequests
{
    public static IReadOnlyList<(string Text, Category Category)> All { get; } =
        [.. Lines(Billing, Category.Billing), .. Lines(Account, Category.Account)];

    private const string Billing = """
        i need help cancelling my subscription
        where can I see my bills
        problem with payment
        get a refund
        I have to see the invoices from last month
        how can I download my bill?
        what ways to pay do you accept
        could you list the allowed payment options?
        I need to check the status of my reimbursement
        has my rebate been processed yet
        in which situations can I ask for my money back?
        I want to see your refund policy
        what is the penalty for ending the contract early?
        is there a fee if I cancel
        an error came up while I was paying, what now
        I am having trouble making a payment
        help me to report an issue with a payment
        my card was declined in the shop
        why is my card payment not working
        I was charged a fee I know nothing about
        why did I get charged twice for one thing
        there is an extra charge on my statement
        the refund is not on my account yet
        can I get my money back please
        I bought this by mistake, please return my money
        I'd like to be reimbursed
        I see a payment I did not make
        there is a transaction I do not recognise
        my payment was reverted
        is my payment still pending?
        which cards do you take
        do you accept American Express or PayPal
        how much does the yearly option cost
        can you send the receipt to my email
        I need an invoice with my company name
        I want to upgrade
        how do I go back to the cheaper one
        stop my membership now
        please end my subscription at the end of this month
        can I change from monthly to annual
        my promo code is not working
        the coupon says expired
        where do I type the voucher
        I want to stop the automatic payments
        please don't take any more money from my card
        do i have an outstanding balance
        when is my next bill due
        the amount on my bill is wrong
        my bank says you took the money but you say unpaid
        I want to buy the bigger plan
        transfer failed, funds are still there
        how long does a refund take
        assistance with my bill from July
        I was billed after I cancelled
        how do i get a copy of an old invoice
        update my credit card for payment
        I'd like to purchase a subscription
        check the cancellation charges
        I can't pay
        wanna cancel my plan
        """;

    private const string Account = """
        I forgot my password
        how to edit my account details
        switch account
        registration problems
        I can't remember my PIN code
        could you help me recover my access key?
        reset my password please
        my password does not work any more
        how do I change my password
        I want to create an account
        how can I open a new user account
        help me sign up
        there's an error when I try to register
        the signup form does not let me finish
        I could not complete my registration
        I want to delete my account
        how do I close my account
        please remove my user profile
        can you terminate the account I have with you
        I need to use another account
        how can I change to a different user
        I want to log in with my other profile
        I have two accounts, can they be merged
        change the email on my account
        I moved, please update my address
        I need to correct my name
        where do I modify my personal information
        my phone number has changed
        update my user data
        I got married and need my new surname in there
        I am not able to log in
        cannot sign in
        the login page keeps coming back
        my account is blocked
        my account has been locked, please unlock it
        why am I suspended
        I'm locked out after too many tries
        the verification code never arrives
        why do I need to verify my identity
        I cannot confirm my identity
        I didn't get the confirmation mail for my account
        my email is not verified
        I have lost my phone and cannot get the code
        my username is not recognised
        i lost access to my email and cant get in
        someone else is using my account
        how do i turn off two factor authentication
        how can I see my profile
        change my display language
        I want to change my profile picture
        reset link expired
        I never got the password reset mail
        forgot my login
        what is my username
        my passcode is wrong
        add another person to my account
        make my wife an administrator of our account
        reactivate my account
        the captcha keeps failing when signing in
        account not found but I know it exists
        """;

    private static IEnumerable<(string Text, Category Category)> Lines(string text, Category category) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => (line, category));
}
