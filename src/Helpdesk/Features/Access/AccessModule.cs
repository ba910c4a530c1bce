using System.Xml.Linq;
using Helpdesk.Platform.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace Helpdesk.Features.Access;

internal static class AccessModule
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddIdentity<Person, IdentityRole<Guid>>(identity =>
            {
                identity.Password.RequiredLength = 12;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireDigit = false;
                identity.Lockout.MaxFailedAccessAttempts = 8;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
                identity.User.RequireUniqueEmail = true;
            })
            .AddEntityFrameworkStores<HelpdeskDb>()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<PersonClaimsFactory>();

        // §1: a change of role ends the open sessions within a minute.
        services.Configure<SecurityStampValidatorOptions>(stamp =>
        {
            stamp.ValidationInterval = TimeSpan.FromSeconds(30);
            stamp.TimeProvider = TimeProvider.System; // a demo clock moves tickets, not sessions
        });
        services.Configure<DataProtectionTokenProviderOptions>(token => token.TokenLifespan = TimeSpan.FromHours(24));
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.TimeProvider = TimeProvider.System;
            cookie.Cookie.Name = "helpdesk";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/problem/403";
        });

        // Between the password and the code: as closed as the session itself, and short.
        services.Configure<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, cookie =>
        {
            cookie.Cookie.Name = "helpdesk-step";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
            cookie.TimeProvider = TimeProvider.System;
        });

        services.AddDataProtection().SetApplicationName("helpdesk");
        services.AddOptions<KeyManagementOptions>().Configure<NpgsqlDataSource>((keys, database) => keys.XmlRepository = new KeysInDatabase(database));
        services.AddScoped<Accounts>();
        services.AddScoped<AccessLinks>();
        services.AddScoped<AccessMail>();
        services.AddScoped<ApiKeys>();
        services.AddScoped<Witness>();
        services.AddScoped<Staff>();
        services.AddScoped<People>();
        services.AddScoped<StaffDirectory>();
        return services;
    }

    /// <summary>Keys in PostgreSQL: every node reads the same cookies, and they survive it.</summary>
    private sealed class KeysInDatabase(NpgsqlDataSource database) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using var select = database.CreateCommand("select xml from data_protection_key order by id");
            using var reader = select.ExecuteReader();
            var keys = new List<XElement>();
            while (reader.Read()) keys.Add(XElement.Parse(reader.GetString(0)));
            return keys;
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            using var insert = database.CreateCommand("insert into data_protection_key (friendly_name, xml) values ($1, $2)");
            insert.Parameters.AddWithValue(friendlyName);
            insert.Parameters.AddWithValue(element.ToString(SaveOptions.DisableFormatting));
            insert.ExecuteNonQuery();
        }
    }
}
