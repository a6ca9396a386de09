package ooxml

import "encoding/xml"

type (
	// Extent is a size in EMU.
	Extent struct {
		CX EMU `xml:"cx,attr"`
		CY EMU `xml:"cy,attr"`
	}

	// EffectExtent is CT_EffectExtent, always nil here.
	EffectExtent struct {
		L int `xml:"l,attr"`
		T int `xml:"t,attr"`
		R int `xml:"r,attr"`
		B int `xml:"b,attr"`
	}

	// DocProperties is CT_NonVisualDrawingProps. Description is the
	// alternative text; ID is unique in the package.
	DocProperties struct {
		ID          int    `xml:"id,attr"`
		Name        string `xml:"name,attr"`
		Description string `xml:"descr,attr,omitempty"`
	}

	// FrameLocks is CT_GraphicalObjectFrameLocking.
	FrameLocks struct {
		NoChangeAspect int `xml:"noChangeAspect,attr"`
	}

	// FrameProperties is CT_NonVisualGraphicFrameProperties.
	FrameProperties struct {
		Locks FrameLocks `xml:"a:graphicFrameLocks"`
	}

	// PictureNames is CT_PictureNonVisual.
	PictureNames struct {
		Properties DocProperties `xml:"pic:cNvPr"`
		Drawing    struct{}      `xml:"pic:cNvPicPr"`
	}

	// Blip is CT_Blip: the relationship to the image part.
	Blip struct {
		Embed string `xml:"r:embed,attr"`
	}

	// BlipStretch is CT_StretchInfoProperties.
	BlipStretch struct {
		FillRect struct{} `xml:"a:fillRect"`
	}

	// BlipFill is CT_BlipFillProperties.
	BlipFill struct {
		Blip    Blip        `xml:"a:blip"`
		Stretch BlipStretch `xml:"a:stretch"`
	}

	// Offset is CT_Point2D.
	Offset struct {
		X int `xml:"x,attr"`
		Y int `xml:"y,attr"`
	}

	// Transform is CT_Transform2D.
	Transform struct {
		Offset Offset `xml:"a:off"`
		Extent Extent `xml:"a:ext"`
	}

	// Geometry is CT_PresetGeometry2D.
	Geometry struct {
		Preset string   `xml:"prst,attr"`
		Adjust struct{} `xml:"a:avLst"`
	}

	// ShapeProperties is CT_ShapeProperties.
	ShapeProperties struct {
		Transform Transform `xml:"a:xfrm"`
		Geometry  Geometry  `xml:"a:prstGeom"`
	}

	// Picture is CT_Picture.
	Picture struct {
		Names PictureNames    `xml:"pic:nvPicPr"`
		Fill  BlipFill        `xml:"pic:blipFill"`
		Shape ShapeProperties `xml:"pic:spPr"`
	}

	// GraphicData is CT_GraphicalObjectData.
	GraphicData struct {
		URI     string  `xml:"uri,attr"`
		Picture Picture `xml:"pic:pic"`
	}

	// Graphic is CT_GraphicalObject.
	Graphic struct {
		Data GraphicData `xml:"a:graphicData"`
	}

	// InlineDrawing is CT_Inline: a picture that flows like a letter.
	InlineDrawing struct {
		DistT      int             `xml:"distT,attr"`
		DistB      int             `xml:"distB,attr"`
		DistL      int             `xml:"distL,attr"`
		DistR      int             `xml:"distR,attr"`
		Extent     Extent          `xml:"wp:extent"`
		Effect     EffectExtent    `xml:"wp:effectExtent"`
		Properties DocProperties   `xml:"wp:docPr"`
		Frame      FrameProperties `xml:"wp:cNvGraphicFramePr"`
		Graphic    Graphic         `xml:"a:graphic"`
	}

	// Drawing is CT_Drawing; make one with Part.Picture.
	Drawing struct {
		XMLName xml.Name      `xml:"w:drawing"`
		Inline  InlineDrawing `xml:"wp:inline"`
	}
)

func newDrawing(rel string, id int, name, alt string, size Extent) *Drawing {
	names := DocProperties{ID: id, Name: name, Description: alt}
	d := &Drawing{Inline: InlineDrawing{Extent: size, Properties: names}}
	d.Inline.Frame.Locks.NoChangeAspect = 1
	d.Inline.Graphic.Data = GraphicData{URI: nsPic, Picture: Picture{
		Names: PictureNames{Properties: names},
		Fill:  BlipFill{Blip: Blip{Embed: rel}},
		Shape: ShapeProperties{Transform: Transform{Extent: size}, Geometry: Geometry{Preset: "rect"}},
	}}
	return d
}
