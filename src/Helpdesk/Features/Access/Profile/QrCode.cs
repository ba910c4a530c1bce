using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace Helpdesk.Features.Access;

/// <summary>A QR code as inline SVG: no image address that would carry the key, no style that the content policy forbids.</summary>
internal static class QrCode
{
    public static IHtmlContent Svg(string text, string label)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var size = code.ModuleMatrix.Count;
        var path = new StringBuilder();
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                if (code.ModuleMatrix[y][x]) path.Append($"M{x} {y}h1v1h-1z");
            }
        }

        // Black on white in both themes: cameras read nothing else well.
        return new HtmlContentBuilder()
            .AppendHtml($"<svg class=\"qr\" viewBox=\"0 0 {size} {size}\" width=\"208\" height=\"208\" role=\"img\" aria-label=\"").Append(label)
            .AppendHtml($"\"><rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/><path fill=\"#000\" d=\"{path}\"/></svg>");
    }
}
